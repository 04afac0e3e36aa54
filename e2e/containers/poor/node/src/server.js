const http = require('node:http');

const articles = [
  { id: 1, title: 'Kettle', price: 24.9 },
  { id: 2, title: 'Teapot', price: 31.5 },
];

function handle(request, response) {
  if (request.method === 'GET' && request.url === '/health') {
    response.end('ok\n');
    return;
  }
  if (request.method === 'GET' && request.url === '/articles') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(articles));
    return;
  }
  response.statusCode = 404;
  response.end('not found\n');
}

module.exports = { handle };

if (require.main === module) {
  const port = Number(process.env.PORT || 3000);
  http.createServer(handle).listen(port, () => console.log(`shop listens on ${port}`));
}
