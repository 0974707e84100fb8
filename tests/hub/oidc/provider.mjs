// A municipality's identity provider: run as `provider.mjs FILE`, where FILE (JSON) tells its issuer, its client and its accounts.
// The file is read anew at each login, as a directory would be.
import { readFile } from "node:fs/promises";
import Provider from "oidc-provider";

const told = async () => JSON.parse(await readFile(process.argv[2], "utf-8"));
const { issuer, port, client } = await told();

const provider = new Provider(issuer, {
  clients: [{ ...client, token_endpoint_auth_method: "client_secret_post" }],
  claims: { openid: ["sub"], profile: ["name", "preferred_username"], groups: ["groups"] },
  pkce: { required: () => true },
  findAccount: async (_, id) => {
    const account = (await told()).accounts[id];
    return account && { accountId: id, claims: () => ({ sub: id, ...account }) };
  },
  // the municipality's own client needs nobody's consent
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile groups");
    await grant.save();
    return grant;
  },
});
provider.listen(port, "127.0.0.1");
