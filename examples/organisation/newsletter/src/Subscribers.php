<?php

declare(strict_types=1);

/** Mail addresses, one a line. */
final class Subscribers
{
    public function __construct(private string $file)
    {
    }

    public function add(string $mail): bool
    {
        if (filter_var($mail, FILTER_VALIDATE_EMAIL) === false) {
            return false;
        }
        file_put_contents($this->file, $mail . "\n", FILE_APPEND | LOCK_EX);
        return true;
    }
}
