// Posts a body that is refused, with the clients of Node's library: node large_body.mjs URL BYTES
import http from 'node:http';

const [url, length] = [process.argv[2], Number(process.argv[3])];
const body = Buffer.alloc(length, 'x');

const response = await fetch(url, { method: 'POST', body });
console.log('fetch', response.status, await response.text());

const stream = new ReadableStream({
    start(controller) {
        for (let sent = 0; sent < length; sent += 65536) {
            controller.enqueue(new Uint8Array(65536));
        }
        controller.close();
    },
});
const streamed = await fetch(url, { method: 'POST', body: stream, duplex: 'half' });
console.log('fetch streamed', streamed.status, await streamed.text());

const text = await new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers: { 'Content-Length': length } }, (answer) => {
        let all = '';
        answer.on('data', (piece) => (all += piece));
        answer.on('end', () => resolve(`${answer.statusCode} ${all}`));
    });
    request.on('error', reject);
    request.end(body);
});
console.log('http', text);
