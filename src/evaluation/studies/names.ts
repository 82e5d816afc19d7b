/** Version of what turns a protocol and its rows into a result: another one may tell another result from the same rows. */
export const ENGINE_VERSION = "trenza-studies-1";
