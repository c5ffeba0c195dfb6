package io.taskcall.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What one run measured: a small table for people, and JSON under {@code bench/results}. */
public final class Results {
  private final String name;
  private final SequencedMap<String, Object> values = new LinkedHashMap<>();

  public Results(String name) {
    this.name = name;
    values.put("bench", name);
    values.put("at", Instant.now().toString());
    values.put("processors", Runtime.getRuntime().availableProcessors());
  }

  /** Notes a value and shows it. */
  public Results add(String label, double value, String unit) {
    System.out.printf("  %-52s %12.2f %s%n", label, value, unit);
    values.put(label, value);
    return this;
  }

  /** Tells the person who waits what goes on. */
  static void say(String line) {
    System.out.println(line);
  }

  /** Writes the JSON and says where it is. */
  public void write() {
    var file = root().resolve("bench/results").resolve(name + ".json");
    try {
      Files.createDirectories(file.getParent());
      new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), values);
      System.out.println("written to " + file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The repository. */
  static Path root() {
    return Path.of(System.getProperty("taskcall.root", ".")).toAbsolutePath().normalize();
  }
}
