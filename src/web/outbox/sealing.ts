/** What lies on the device: unreadable without the key, which the server hands over at sign-in and which stays in memory. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** Imports the person's key for this device; it cannot be read back out of the browser. */
export async function importDeviceKey(base64: string): Promise<CryptoKey> {
  const raw = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Encrypts a value for one place; moved to another place it no longer opens. */
export async function seal(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(place);
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain) };
}

/** Decrypts a value; rejects when key or place is another. */
export async function unseal<Value>(key: CryptoKey, place: string, sealed: Sealed): Promise<Value> {
  const additionalData = new TextEncoder().encode(place);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData }, key, sealed.data);
  return JSON.parse(new TextDecoder().decode(plain)) as Value;
}
