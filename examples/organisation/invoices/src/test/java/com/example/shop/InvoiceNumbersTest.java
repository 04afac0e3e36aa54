package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvoiceNumbersTest {
  @Test
  void countsWithoutAGap() {
    var numbers = new InvoiceNumbers(2026);
    assertEquals("2026-000001", numbers.next());
    assertEquals("2026-000002", numbers.next());
  }
}
