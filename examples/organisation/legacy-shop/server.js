// The first shop. New pages belong into the web shop.
var express = require('express');
var fs = require('fs');
var path = require('path');

var app = express();
var page = fs.readFileSync(path.join(__dirname, 'views', 'article.html'), 'utf8');
var articles = { 1: 'Blue mug', 2: 'Green mug', 3: 'Teapot' };

app.get('/article/:id', function (req, res) {
  var name = articles[req.params.id];
  if (!name) return res.status(404).send('No such article');
  res.send(page.replace('{{name}}', name));
});

app.listen(3000, function () {
  console.log('shop is up');
});
