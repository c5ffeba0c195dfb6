package io.taskcall.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per machine and version from the jar that brings them. */
final class PostgresBinaries {
  private static final PostgresBinaries UNPACKED = new PostgresBinaries(unpack());

  private final Path root;

  private PostgresBinaries(Path root) {
    this.root = root;
  }

  static PostgresBinaries unpacked() {
    return UNPACKED;
  }

  /**
   * The command line of one of the programs. PostgreSQL won't run as root; there it runs in a user
   * namespace in which it is nobody.
   */
  List<String> command(String program, List<String> arguments) {
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name")) && OwnSession.onPath("unshare")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(root.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static Path unpack() {
    try {
      var name = "taskcall-postgres-" + System.getProperty("user.name") + "-" + digest();
      var target = Path.of(System.getProperty("java.io.tmpdir"), name);
      if (!Files.exists(target)) {
        var fresh = Files.createTempDirectory(target.getParent(), name);
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive()))) {
          for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            unpack(entry, tar, fresh.resolve(entry.getName()).normalize());
          }
        }
        publish(fresh, target);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL", e);
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream in, Path to) throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(to);
      return;
    }
    Files.createDirectories(to.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
    } else {
      Files.copy(in, to);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          to, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** Two that unpack at the same time end with the same files: the second drops its own. */
  private static void publish(Path fresh, Path target) throws IOException {
    try {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      Trees.delete(fresh);
      if (!Files.exists(target)) {
        throw e;
      }
    }
  }

  private static InputStream archive() throws IOException {
    var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    var machine = System.getProperty("os.arch");
    var named = machine.equals("amd64") ? "x86_64" : machine;
    var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, named);
    if (archive == null) {
      throw new IllegalStateException("no PostgreSQL for " + system + " on " + machine);
    }
    return archive;
  }

  /** Read in passing: the archive has no room in a small heap. */
  private static String digest() throws IOException {
    try (var archive = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
      archive.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(archive.getMessageDigest().digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
