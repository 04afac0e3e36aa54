module.exports = require('../../scripts/walls').packageConfig(__dirname);
