package io.taskcall.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/** Datadog's specification and recorded calls, which lie beside the repository where they are. */
public final class SharedDatadog {
  private static final int YAML_CHARS_MAX = 10_000_000;

  private SharedDatadog() {}

  public static JsonNode specification(String version) {
    var options = new LoaderOptions();
    options.setCodePointLimit(YAML_CHARS_MAX);
    var yaml = YAMLMapper.builder(YAMLFactory.builder().loaderOptions(options).build()).build();
    return read(yaml, file("openapi-" + version + "-subset.yaml"));
  }

  public static JsonNode cassette(String path) {
    return read(Http.JSON, file("cassettes/" + path + ".json"));
  }

  private static Path file(String name) {
    var folder = folder();
    assumeTrue(
        folder.isPresent(),
        "skipped: shared/datadog with Datadog's specification and recordings isn't beside the"
            + " repository");
    return folder.orElseThrow().resolve(name);
  }

  private static Optional<Path> folder() {
    var root = Path.of(System.getProperty("taskcall.root", "..")).toAbsolutePath().normalize();
    return Stream.iterate(root.getParent(), path -> path != null, Path::getParent)
        .map(path -> path.resolve("shared/datadog"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static JsonNode read(com.fasterxml.jackson.databind.ObjectMapper mapper, Path file) {
    try {
      return mapper.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
