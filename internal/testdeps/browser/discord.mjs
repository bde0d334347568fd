// A bot that takes interactions over HTTP, as Discord would send them: signed with the application's key.
import { createPrivateKey, sign } from 'node:crypto';

const asn1 = '302e020100300506032b657004220420'; // what stands before the seed of an Ed25519 key in PKCS #8

// interaction asks a slash command of the bot at an address, and returns the reply that it sends.
export async function interaction(address, seed, discord, name, options, id = '1300000000000000001') {
  const key = createPrivateKey({ key: Buffer.from(asn1 + seed, 'hex'), format: 'der', type: 'pkcs8' });
  const body = JSON.stringify({
    id, application_id: discord.application_id, type: 2, version: 1, token: 'aW50ZXJhY3Rpb24', locale: 'en-US', context: 0,
    guild_id: '1200000000000000001', channel_id: '1200000000000000002', attachment_size_limit: 10485760, app_permissions: '274878221376',
    authorizing_integration_owners: { 0: '1200000000000000001' }, entitlements: [],
    member: { user: { id: '1100000000000000001', username: 'mira', global_name: 'Mira' }, nick: null, permissions: '2147483647' },
    data: { id: '1400000000000000001', type: 1, name, options },
  });
  const stamp = String(Math.floor(Date.now() / 1000));
  const answer = await fetch(address, {
    method: 'POST', body,
    headers: {
      'content-type': 'application/json', 'x-signature-timestamp': stamp,
      'x-signature-ed25519': sign(null, Buffer.from(stamp + body), key).toString('hex'),
    },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/')) {
    const form = await new Response(text, { headers: { 'content-type': type } }).formData();
    return JSON.parse(form.get('payload_json')).data;
  }
  return JSON.parse(text).data;
}
