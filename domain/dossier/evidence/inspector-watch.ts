/**
 * The thread in an inspector's process that ends it when it takes too much memory, of whatever kind, and
 * when whoever asked it is gone: a file may keep the process itself too busy to notice. It reads the whole
 * process's memory itself, so that it does the same on every system.
 */
import process from 'node:process'
import { workerData } from 'node:worker_threads'

const { megabytes, parent } = workerData as { readonly megabytes: number; readonly parent: number }

setInterval(() => {
  const isTooMuch = process.memoryUsage.rss() > megabytes * 1024 * 1024
  if (isTooMuch || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}, 20)
