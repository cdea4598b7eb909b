package io.onus.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Programs unpacked once per machine and version, in {@code ~/.cache/onus}.
 *
 * <p>A folder's name holds the hash of what it was unpacked from, and it appears in one rename, so
 * concurrent builds and an interrupted one leave nothing half done.
 */
final class Cache {

  interface Unpacking {
    void into(Path folder) throws IOException;
  }

  private Cache() {}

  static Path home() {
    if (Unprivileged.needsItsOwnUser()) {
      // Root's home is closed to the user that PostgreSQL then runs as.
      return ownedByUs(Path.of(System.getProperty("java.io.tmpdir"), "onus-cache-root"));
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    try {
      return Files.createDirectories(base.resolve("onus"));
    } catch (IOException e) {
      return ownedByUs(
          Path.of(
              System.getProperty("java.io.tmpdir"),
              "onus-cache-" + System.getProperty("user.name")));
    }
  }

  private static Path ownedByUs(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw Folders.unusable(folder, e);
    }
  }

  static Path folder(String name, Unpacking unpacking) {
    Path folder = home().resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Path fresh = Files.createTempDirectory(folder.getParent(), ".unpacking-");
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      unpacking.into(fresh);
      try {
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        Folders.delete(fresh);
      }
      return folder;
    } catch (IOException e) {
      throw Folders.unusable(folder, e);
    }
  }

  static String hash(InputStream content) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** A resource of this module; the message tells a broken build from a missing platform. */
  static InputStream resource(String name) {
    InputStream in = Cache.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new LocalStackException(
          "Not on the class path: " + name + "; build deploy/local again");
    }
    return in;
  }
}
