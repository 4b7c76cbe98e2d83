import { MistakenFile } from '#regulations/mistakes.ts'
import { assessCommand } from './assess.ts'
import type { Command, Terminal } from './command.ts'
import { answer, printable, WrongInput } from './command.ts'
import { normCommand } from './norm.ts'
import { regulationCommand } from './regulation.ts'
import { sampleCommand } from './sample.ts'
import { schemaCommand } from './schema.ts'
import { witnessCommand } from './witness.ts'

// The database is only loaded by the command that needs it.
const auditCommand: Command = {
  name: 'audit',
  summary: 'verify, export or keep the audit record, and its key',
  help: 'peil audit verify|export|tiles|key|rotate-key|erase: peil audit without more explains.',
  run: async (args, { out }) => {
    const { run: audit } = await import('./audit.ts')
    return await audit(args, out)
  },
}

const decisionsCommand: Command = {
  name: 'decisions',
  summary: 'take past decisions again, and compare',
  help: `peil decisions replay [register] [--json]

Takes every decision again, from the dossier and the version of the regulation that were kept with
it, and says which do not have the same outcome and figures. None should, ever: not after an upgrade
of Peil, and not after a new version of a regulation. What is stored of each is held against that and
against its record too: whether it was granted, the days, the reason and the certificate.

Reads the database of DATABASE_URL, or else Peil's own. Exit status 1 when a decision differs.`,
  run: async (args, terminal) => {
    const { runDecisions } = await import('./decisions.ts')
    return await runDecisions(args, terminal)
  },
}

const registersCommand: Command = {
  name: 'registers',
  summary: 'import and export the registers of an installation',
  help: `peil registers list
peil registers import <folder> [--replace] [--apply]
peil registers export <register> <folder>

import says what the files of a folder would change in the registers of an installation, and with
--apply imports them. A running Peil has it within a second. A version that holds is never changed;
as long as nobody has signed up for the register, --replace takes the files as they are. A register
that was imported from elsewhere than regulations/ is no longer imported by a start.

export writes what the installation holds as files, each with its SHA-256.

Uses the database of DATABASE_URL, or else Peil's own. Exit status 2 when something is refused.`,
  run: async (args, terminal) => {
    const { runRegisters } = await import('./registers.ts')
    return await runRegisters(args, terminal)
  },
}

const importCommand: Command = {
  name: 'import',
  summary: 'bring an existing register in',
  help: `peil import --register <register> <folder or files> [--from name] [--mistakes folder] [--apply]
peil import --register <register> --list
peil import --register <register> --end <delivery>
peil import --register <register> --person <zip file> [--email address] [--key key] [--apply]

Says what of the lists in a folder can be taken over into a register, and each mistake with its file,
row and column; with --apply takes over what has none. The lists are CSV files whose names begin with
personen, registraties, papieren, opgaven, activiteiten and bewijs; docs/how-to/bring-a-register-in.md has
their columns. Broken off and begun again it goes on, and what was taken over before is not taken twice: with the
same lists on the same day under the same delivery, otherwise the one that was broken off is ended first.

--list says of each delivery how it stands; --end ends one that is not to go on. What was taken over stays.

--from is said of everything that comes from it: "overgenomen uit …". --mistakes writes the rows that do
not go in, as they were typed and with what is wrong behind them. Nobody gets mail of it.

--person reads the file that somebody got elsewhere who asked for everything about themselves: what they did
goes into their portfolio here as drafts, with its files, and nothing of it as decided. They have signed up
before with the address that stands in it, or that of --email. With the key of the other Peil it is checked
who signed it. Done again, what is here already stays as it is.

Uses the database of DATABASE_URL, or else Peil's own. Exit status 1 when rows were left out.`,
  run: async (args, terminal) => {
    if (args.some((one) => one === '--person' || one.startsWith('--person='))) {
      const { runReadIn } = await import('./personal-export.ts')
      return await runReadIn(args, terminal)
    }
    const { runImport } = await import('./takeover.ts')
    return await runImport(args, terminal)
  },
}

const exportCommand: Command = {
  name: 'export',
  summary: 'write a register as another Peil takes it over',
  help: `peil export --register <register> <folder>
peil export verify <zip file> [--key key]

Writes the people of a register, their registrations, certificates, statements and activities with the
decisions on them and the files of evidence, as peil import reads them, and a manifest with the hash of
each list and of the regulation. What is being applied for is not in it, only since when.

verify checks the file that somebody gets who asks for everything about themselves: that nothing in it was
changed, and with the key that its Peil published (peil audit key personal-export) that it is from there. It
needs no database. Exit status 1 when it is not whole, or signed with another key.

Reads the database of DATABASE_URL, or else Peil's own. The folder has to be empty.`,
  run: async (args, terminal) => {
    if (args[0] === 'verify') {
      const { runVerifyExport } = await import('./personal-export.ts')
      return await runVerifyExport(args.slice(1), terminal)
    }
    const { runExport } = await import('./takeover.ts')
    return await runExport(args, terminal)
  },
}

const accountsCommand: Command = {
  name: 'accounts',
  summary: 'take off a lost second factor; the key of the second factors',
  help: `peil accounts reset-second-factor <e-mail> --reason <text>
peil accounts rotate-key [--lost]

reset-second-factor takes the second factor off an account whose holder lost it, with its recovery codes, and
ends its sessions: for an installation in which no two colleagues can do that on a page. First make sure that
it is they. They get a mail, and set up a second factor anew when they sign in.

rotate-key puts a new key in the place of the one with which second factors are encrypted, and encrypts
them anew. A running Peil goes on meanwhile. The old key stays behind the new one in the file, and can be
taken out of it once Peil was started again everywhere. With PEIL_SECRETS_KEY it says what to set instead.
With --lost, where no key opens what is there, it goes on with a new one: whoever had an app for codes then
signs in with a recovery code, and sets up an app anew.

Uses the database of DATABASE_URL, or else Peil's own. Exit status 2 when something is refused.`,
  run: async (args, terminal) => {
    const { runAccounts } = await import('./accounts.ts')
    return await runAccounts(args, terminal)
  },
}

const staffCommand: Command = {
  name: 'staff',
  summary: 'the second pair of eyes, where a register has one administrator',
  help: `peil staff list <register>
peil staff confirm <register> <proposal>
peil staff refuse <register> <proposal>

list says which changes of roles wait for a second administrator: somebody who is to get a role, or whose
role is to end or to have another term. confirm does what was proposed, and refuse ends the proposal, only
where the register has no other administrator who can: whoever runs Peil is the second pair of eyes then.
Ask whoever proposed it by telephone whether it is what they want. Files of the register that wait are
listed too: no command confirms those, as whoever runs Peil brought them in. An administrator does, at
Reglement, also where the register has only one.

An invitation that comes of it is mailed by the Peil that runs, within minutes. Set PEIL_ORIGIN as it is
set there, since it stands in the link.

Uses the database of DATABASE_URL, or else Peil's own. Exit status 2 when something is refused.`,
  run: async (args, terminal) => {
    const { runStaff } = await import('./staff.ts')
    return await runStaff(args, terminal)
  },
}

const backupCommand: Command = {
  name: 'backup',
  summary: 'copy a Peil while it runs: database, files and keys',
  help: `peil backup <folder> [--key file] [--keep-days number]
peil backup --new-key <file>

Writes the database, the files and the keys of an installation into one encrypted file in a folder, or
in a bucket by its address s3://bucket/prefix, while people go on. Everything that was confirmed before
the moment that it names is in it. Files that are named but not there are told, with exit status 1.

--new-key makes a key, and prints its public half. --key, or PEIL_BACKUP_KEY, names a file with either
half: the public one makes backups, only the secret one puts them back. --keep-days, or
PEIL_BACKUP_DAYS, removes the older backups of the same installation once there is a new one.

A backup is a tar archive, packed by zstd and encrypted by age, which others read without Peil. The
embedded database is in it as its files; with DATABASE_URL, it is a dump by the pg_dump of this machine
(or of the folder PEIL_POSTGRES_BIN), which may not be older than the server.`,
  run: async (args, terminal) => {
    const { runBackup } = await import('./backup.ts')
    return await runBackup(args, terminal)
  },
}

const restoreCommand: Command = {
  name: 'restore',
  summary: 'put a backup back, or check one',
  help: `peil restore <file> [--key file] [--check] [--replace]

Checks all of a backup: that it is whole, each part by its hash, and that it fits this Peil. Then puts
it back as the folder of PEIL_DATA, and lets its database start once. Where anything is wrong, nothing
is put down. --check only checks. What was made with DATABASE_URL goes back with DATABASE_URL: into an
empty database of the same owner, by pg_restore, in one transaction.

The folder has to be empty; --replace puts aside what is there, and says where. --key, or
PEIL_BACKUP_KEY, names the file with the secret key.

Afterwards run peil audit verify and peil decisions replay. Exit status 1 when files were missing
already when the backup was made.`,
  run: async (args, terminal) => {
    const { runRestore } = await import('./backup.ts')
    return await runRestore(args, terminal)
  },
}

const commands: readonly Command[] = [
  assessCommand,
  regulationCommand,
  normCommand,
  schemaCommand,
  decisionsCommand,
  auditCommand,
  accountsCommand,
  staffCommand,
  sampleCommand,
  registersCommand,
  importCommand,
  exportCommand,
  witnessCommand,
  backupCommand,
  restoreCommand,
]

const help = `peil: a quality register's regulation, from the command line

Usage: peil <command> [arguments]

${commands.map((command) => `  ${command.name.padEnd(12)} ${command.summary}`).join('\n')}

peil <command> --help explains a command.
Exit status: 0 when an answer was given, 2 when the input is wrong,
1 when something else went wrong.`

/** Runs one command line and gives its exit status. */
export async function peil(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    answer(terminal, help)
    return name === undefined ? 2 : 0
  }
  const command = commands.find((each) => each.name === name)
  if (command === undefined) {
    terminal.error.write(
      `Er is geen opdracht ${printable(name)} (there is no command ${printable(name)}).\n\n${help}\n`,
    )
    return 2
  }
  if (rest.at(0) === '--help' || rest.at(0) === '-h') {
    return answer(terminal, command.help)
  }
  try {
    return await command.run(rest, terminal)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (error instanceof WrongInput || error instanceof MistakenFile) {
      terminal.error.write(`${printable(message)}\n`)
      return 2
    }
    // What nobody foresaw is still one line: a stack says nothing to who writes regulations.
    const [line] = printable(message).split('\n')
    terminal.error.write(`Er ging iets mis: ${line} (unexpected error)\n`)
    return 1
  }
}
