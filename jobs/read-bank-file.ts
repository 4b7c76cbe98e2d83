import type { BankFileJob } from '#domain/money/bank-statement/process-bank-file.ts'
import {
  breakOffBankFile,
  processBankFile,
} from '#domain/money/bank-statement/process-bank-file.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Reads a file of the bank and books what is sure; where it fails the last time that it is tried, whoever sent it sees that. */
export async function readTheBankFile(
  platform: Platform,
  asked: BankFileJob,
  isLast: boolean,
): Promise<void> {
  try {
    await processBankFile(platform, asked)
  } catch (error) {
    if (isLast) await breakOffBankFile(platform, asked, error)
    throw error
  }
}
