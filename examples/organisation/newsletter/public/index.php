<?php

declare(strict_types=1);

require __DIR__ . '/../src/Subscribers.php';

$subscribers = new Subscribers('/tmp/subscribers.txt');
$message = '';
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $message = $subscribers->add((string) ($_POST['mail'] ?? ''))
        ? 'Thank you. Please look into your mailbox.'
        : 'This does not look like a mail address.';
}
?>
<!doctype html>
<html lang="en">
<title>Newsletter</title>
<h1>Newsletter</h1>
<p><?= htmlspecialchars($message) ?></p>
<form method="post">
  <label>Mail address <input type="email" name="mail" required></label>
  <button>Subscribe</button>
</form>
</html>
