import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/**
 * Writes the certificates of a PEM file into a trust store: {@code java TrustStore.java FROM.pem TO}. Like the one that
 * comes with Java it has no password: with one, Java would find no certificate in it.
 */
final class TrustStore {
  public static void main(String[] arguments) throws Exception {
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    Path target = Path.of(arguments[1]);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream source = Files.newInputStream(Path.of(arguments[0]))) {
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(source)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
    }
    if (store.size() == 0) {
      throw new IllegalStateException("There is no certificate in " + arguments[0] + ".");
    }
    Files.createDirectories(target.getParent());
    try (OutputStream output = Files.newOutputStream(target)) {
      store.store(output, null);
    }
  }
}
