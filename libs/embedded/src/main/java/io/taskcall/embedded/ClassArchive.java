package io.taskcall.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Where a JVM keeps its loaded classes when it ends, to load them faster and share more of them the
 * next time. The JVM refuses the archive of other jars but does not replace it, so each build has
 * an archive of its own and those before it are deleted.
 */
public record ClassArchive(Path folder) {
  private static final String SUFFIX = ".jsa";

  /** The archive for a class path of exactly these jars. */
  public Path of(List<String> jars) {
    var archive = folder.resolve(fingerprint(jars) + SUFFIX);
    try {
      Files.createDirectories(folder);
      try (var others = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
        for (var other : others) {
          if (!other.equals(archive)) {
            Files.deleteIfExists(other);
          }
        }
      }
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }

  private static String fingerprint(List<String> jars) {
    var crc = new CRC32();
    for (var jar : jars) {
      var file = Path.of(jar).toFile();
      var line = jar + " " + file.lastModified() + " " + file.length();
      crc.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Long.toHexString(crc.getValue());
  }
}
