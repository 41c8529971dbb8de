// The public JavaScript client, unchanged: starts a conversation, greets, cuts its socket, comes back, misses nothing.
import ws from 'ws';
import xhr from 'xmlhttprequest-ssl';

globalThis.WebSocket = ws;
globalThis.XMLHttpRequest = xhr.XMLHttpRequest ?? xhr;
globalThis.window ??= globalThis;
const { DirectLine, ConnectionStatus } = (await import('botframework-directlinejs')).default ?? (await import('botframework-directlinejs'));

const [address, secret, mode] = process.argv.slice(2);
const client = new DirectLine({ secret, domain: `${address}/v3/directline`, webSocket: mode !== 'polling', pollingInterval: 300 });
const seen = [];
const statuses = [];
client.connectionStatus$.subscribe((status) => statuses.push(ConnectionStatus[status]));
client.activity$.subscribe((activity) => seen.push(activity), (error) => fail(`the stream ended: ${error}`));

function fail(reason) {
  console.error(reason, JSON.stringify({ statuses, seen: seen.map((activity) => [activity.type, activity.text]) }));
  process.exit(1);
}

async function until(condition, what) {
  for (let n = 0; n < 200; n++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  fail(`${what} never came`);
}

const post = (text, id) => new Promise((resolve, reject) => client.postActivity({ type: 'message', from: { id: 'dl_client', name: 'Client' }, text, channelData: { clientActivityID: id } }).subscribe(resolve, reject));

await until(() => seen.length > 0, 'The greeting');
const id = await post('bonjour', 'c1');
if (!/\|\d+$/.test(id)) fail(`postActivity gave ${id}`);
await until(() => seen.some((activity) => activity.replyToId === id), 'The answer');
await until(() => seen.some((activity) => activity.channelData?.clientActivityID === 'c1'), 'The echo');
await post('merci', 'c2');
await until(() => seen.filter((activity) => activity.from.role === 'user').length === 2, 'The second echo');
const ids = seen.map((activity) => activity.id);
if (new Set(ids).size !== ids.length) fail('An activity came twice');
client.end();
console.log(JSON.stringify({ activities: seen.length, statuses }));
process.exit(0);
