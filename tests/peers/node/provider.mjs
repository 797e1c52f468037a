// An identity provider for the tests: oidc-provider with a page of its own for signing in.
// Started with one argument, JSON: {port, client: {id, secret, redirect}, people: {login: {email, verified, name, amr}}}
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const { port, client, people } = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirect] }],
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified"], profile: ["name"] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/signing-in/${interaction.uid}` },
  findAccount: (_, sub) => people[sub] && {
    accountId: sub,
    claims: () => ({ sub, email: people[sub].email, email_verified: people[sub].verified, name: people[sub].name }),
  },
  // The city's own systems need no consent page.
  loadExistingGrant: async (ctx) => {
    const { client: who, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: who.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});

const form = `<!doctype html><title>Identity provider of the tests</title><form method="post">
<label>Login <input name="login"></label><button>Sign in</button><button name="cancel" value="1">Cancel</button></form>`;

async function signIn(request, answer) {
  if (request.method === "GET") return answer.setHeader("content-type", "text/html").end(form);
  const typed = new URLSearchParams(await body(request));
  const login = typed.get("login");
  const result = typed.get("cancel")
    ? { error: "access_denied", error_description: "cancelled" }
    : { login: { accountId: login, amr: people[login].amr } };
  return provider.interactionFinished(request, answer, result, { mergeWithLastSubmission: false });
}

async function body(request) {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

const answer = provider.callback();
createServer((request, response) =>
  request.url.startsWith("/signing-in/") ? signIn(request, response) : answer(request, response),
).listen(port, "127.0.0.1", () => console.log("ready"));
