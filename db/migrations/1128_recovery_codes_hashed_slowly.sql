-- A recovery code is hashed as a password is. What was hashed fast before, in hexadecimal from here on, is
-- hashed slowly once more when Peil starts: none of the codes has to be made anew.
alter table recovery_code alter column code_hash type text using encode(code_hash, 'hex');
