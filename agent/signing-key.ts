import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { open } from 'node:fs/promises';
import { KEY_ID_HEADER, SIGNATURE_HEADER } from '../protocol/topology';
import { err, ok, type Result } from '../protocol/result';
import { signedBytes } from '../protocol/wire/report-signature';
import type { ReportSignatureHeaders } from '../protocol/wire/v1';
import { describeError } from './log';

/** The key by which this device proves that a report is its own. The key itself never leaves this object. */
export interface SigningKey {
  /** Raw public key (32 bytes) in base64, as the console is told it. */
  readonly publicKey: string;
  /** The AMQP headers of a report that is sent under this message id. */
  readonly headersFor: (messageId: string, body: Uint8Array) => ReportSignatureHeaders;
}

const OWNER_ONLY = 0o600;
const RIGHTS_OF_OTHERS = 0o077;
/** What stands before the 32 bytes in the DER form of an Ed25519 public key (RFC 8410). */
const DER_HEAD_BYTES = 12;

/**
 * Reads a PKCS#8 PEM file.
 * @returns one sentence when the file cannot be read, others have rights to it, or it holds no Ed25519 key
 */
export async function readSigningKey(file: string): Promise<Result<SigningKey, string>> {
  let pem: string;
  try {
    const handle = await open(file);
    try {
      // Of the open file, not of its name: nobody can exchange it in between.
      const { mode } = await handle.stat();
      if ((mode & RIGHTS_OF_OTHERS) !== 0) {
        return err(
          `others have rights to ${file} (mode ${(mode & 0o777).toString(8).padStart(4, '0')}); take them away with chmod 600 and make a new key if it may have been read.`,
        );
      }
      pem = await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    return err(`${file} cannot be read (${describeError(error)}).`);
  }
  try {
    const key = createPrivateKey({ key: pem, format: 'pem' });
    if (key.asymmetricKeyType === 'ed25519') return ok(signingKeyOf(key));
  } catch {
    // The parser's own words help nobody.
  }
  return err(`${file} holds no Ed25519 key without passphrase in PEM form; burnin-agent keygen makes one.`);
}

/**
 * Makes a key and writes it to a new file that only its owner may read.
 * @returns the key, or one sentence when the file exists or cannot be written
 */
export async function makeSigningKey(file: string): Promise<Result<SigningKey, string>> {
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    const handle = await open(file, 'wx', OWNER_ONLY);
    try {
      await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return err(`${file} exists; it is not overwritten, because a key cannot be had back.`);
    return err(`the key cannot be written to ${file}: ${describeError(error)}.`);
  }
  return ok(signingKeyOf(privateKey));
}

function signingKeyOf(key: KeyObject): SigningKey {
  const raw = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(DER_HEAD_BYTES);
  const keyId = createHash('sha256').update(raw).digest('hex').slice(0, 16);
  return {
    publicKey: raw.toString('base64'),
    headersFor: (messageId, body) => ({
      [SIGNATURE_HEADER]: sign(null, signedBytes(messageId, body), key).toString('base64'),
      [KEY_ID_HEADER]: keyId,
    }),
  };
}
