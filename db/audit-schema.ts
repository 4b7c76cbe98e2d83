import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

// The tables of the audit record, which are added to and never changed.

export interface AuditRecordTable {
  seq: GeneratedAlways<number>
  id: string
  register: string
  noun: string
  record_id: string
  action: string
  actor: string
  at: string
  day: string
  facts_hash: Buffer
  leaf_hash: Buffer
  xid: Generated<string>
}

export interface AuditFactsTable {
  seq: number
  register: string
  salt: Buffer
  facts: ColumnType<unknown, string, never>
}

export interface AuditPendingTable {
  seq: number
  register: string
  xid: string
  /** Null in what was recorded before rows were covered. */
  batch: Generated<number | null>
}

export interface AuditLeafTable {
  register: string
  index: number
  seq: number
  leaf_hash: Buffer
  batch: number | null
  covers: Buffer | null
}

export interface AuditNodeTable {
  register: string
  level: number
  index: number
  hash: Buffer
}

export interface AuditCheckpointTable {
  register: string
  size: number
  root: Buffer
  signed_at: string
  note: string
}

export interface AuditCoveringTable {
  seq: GeneratedAlways<number>
  batch: number
  of_table: string
  keys: string[]
  hashes: Buffer[]
}

export interface AuditCoverTable {
  of_table: string
  key: string
  covering: number
  salt: Buffer | null
  hash: Buffer | null
  hints: number[] | null
}

export interface AuditErasureTable {
  seq: number
}

export interface AuditTables {
  audit_record: AuditRecordTable
  audit_facts: AuditFactsTable
  audit_pending: AuditPendingTable
  audit_leaf: AuditLeafTable
  audit_node: AuditNodeTable
  audit_checkpoint: AuditCheckpointTable
  audit_covering: AuditCoveringTable
  audit_cover: AuditCoverTable
  audit_erasure: AuditErasureTable
}
