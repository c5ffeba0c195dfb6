package io.taskcall.embedded;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that starts a broker or a database in a folder, says its process id and stays. */
final class Starter {
  /** A folder's name with everything in it that means something to somebody. */
  static final String ODD_NAME = "spa ce,com#ma\\back:co=lon!%41${user.home}'\"ü日本\ttab";

  private Starter() {}

  static Process ofBroker(Path directory, String name) throws IOException {
    return start("broker", directory, name);
  }

  static Process ofDatabase(Path directory, String name) throws IOException {
    return start("database", directory, name);
  }

  private static Process start(String what, Path directory, String name) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                what,
                directory.toString(),
                URLEncoder.encode(name, StandardCharsets.UTF_8))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Without it Java knows no file names beyond ASCII.
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }

  public static void main(String[] args) throws IOException {
    var directory = Path.of(args[1]).resolve(URLDecoder.decode(args[2], StandardCharsets.UTF_8));
    long pid =
        switch (args[0]) {
          case "broker" -> LocalKafka.start(directory, 0).pid();
          case "database" -> LocalPostgres.start(directory, 0).pid();
          default -> throw new IllegalArgumentException(args[0]);
        };
    System.out.println(pid);
    System.out.flush();
    if (System.in.read() < 0) {
      System.exit(1);
    }
  }
}
