package io.onus.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How to run a program that refuses to be root.
 *
 * <p>In a user namespace root looks like nobody to the program and still owns its files. Where the
 * kernel does not allow that, the files are handed to an unprivileged user.
 */
final class Unprivileged {

  private static final String NOBODY = "65534";

  private enum Way {
    AS_WE_ARE,
    USER_NAMESPACE,
    OTHER_USER
  }

  private static final Way WAY = findWay();

  private Unprivileged() {}

  static boolean needsItsOwnUser() {
    return WAY == Way.OTHER_USER;
  }

  static List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>();
    switch (WAY) {
      case AS_WE_ARE -> {}
      case USER_NAMESPACE -> whole.addAll(List.of("unshare", "-U"));
      case OTHER_USER ->
          whole.addAll(
              List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
    }
    whole.addAll(command);
    return whole;
  }

  /** Hands a file or an empty folder to the user the program runs as. */
  static void own(Path path) {
    if (WAY != Way.OTHER_USER) {
      return;
    }
    try {
      Files.setAttribute(path, "unix:uid", Integer.valueOf(NOBODY));
      Files.setAttribute(path, "unix:gid", Integer.valueOf(NOBODY));
      for (Path up = path.toAbsolutePath().getParent(); up != null; up = up.getParent()) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(up);
        if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
          throw new LocalStackException(
              "PostgreSQL refuses to run as root, and an unprivileged user cannot enter "
                  + up
                  + ". Run as an ordinary user, or: chmod o+x "
                  + up);
        }
      }
    } catch (IOException e) {
      throw Folders.unusable(path, e);
    }
  }

  private static Way findWay() {
    if (!"0".equals(output("id", "-u"))) {
      return Way.AS_WE_ARE;
    }
    String inside = output("unshare", "-U", "id", "-u");
    return inside.isEmpty() || inside.equals("0") ? Way.OTHER_USER : Way.USER_NAMESPACE;
  }

  private static String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String text = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
