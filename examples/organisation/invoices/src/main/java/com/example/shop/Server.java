package com.example.shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.concurrent.Executors;

public final class Server {
  public static void main(String[] args) throws IOException {
    var numbers = new InvoiceNumbers(Year.now().getValue());
    var server = HttpServer.create(new InetSocketAddress(8080), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/health", exchange -> answer(exchange, "{\"status\":\"UP\"}"));
    server.createContext("/invoices", exchange -> answer(exchange, "{\"number\":\"" + numbers.next() + "\"}"));
    server.start();
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, String json) throws IOException {
    var body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
