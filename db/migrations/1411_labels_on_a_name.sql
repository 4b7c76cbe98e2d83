-- A label can stand on a name of which no organisation is known here: that of whoever looks at it, or of an organisation
-- for which they act. Nobody looks at that either.
create function is_own_label(thing uuid, whose uuid) returns boolean
language sql stable as $$
  select exists (select from label l join person p on p.id in (select people_of(whose))
    where l.id = thing and l.organisation_id is null and name_key(l.holder) <> ''
      and name_key(concat_ws(' ', p.first_name, nullif(p.name_prefix, ''), p.last_name)) = name_key(l.holder))
  or exists (select from label l join organisation o on name_keys(o.name, o.trade_names) @> array[name_key(l.holder)]
    where l.id = thing and l.organisation_id is null and is_acting_for(whose, o.id))
$$;

create function refuse_own_label() returns trigger language plpgsql as $$
begin
  if is_own_label(new.record_id::uuid, substr(new.actor, 9)::uuid) then
    raise exception 'nobody handles what is their own: % %', new.noun, new.action
      using errcode = 'PE001';
  end if;
  return null;
end
$$;
create trigger own_label_is_refused after insert on audit_record for each row
  when (current_user = 'peil_app' and new.actor like 'account:%' and new.noun = 'label'
    and new.action in ('check', 'refuse'))
  execute function refuse_own_label();
