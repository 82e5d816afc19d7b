import type { SignedIn } from "../actor.ts";
import type { EndpointContext } from "../endpoint.ts";

/** Who is signed in, on a route whose contract says that somebody is. */
export function getSignedIn({ signedIn }: Pick<EndpointContext, "signedIn">): SignedIn {
  if (!signedIn) throw new Error("a route for signed-in people was reached by nobody");
  return signedIn;
}
