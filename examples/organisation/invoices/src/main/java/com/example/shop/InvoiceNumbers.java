package com.example.shop;

import java.util.concurrent.atomic.AtomicLong;

/** Hands out invoice numbers of one year without a gap. */
final class InvoiceNumbers {
  private final int year;
  private final AtomicLong last = new AtomicLong();

  InvoiceNumbers(int year) {
    this.year = year;
  }

  String next() {
    return "%d-%06d".formatted(year, last.incrementAndGet());
  }
}
