package io.taskcall.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the files of the deployment say. */
final class Deployment {
  static final Path ROOT = Path.of(System.getProperty("taskcall.root"));

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");
  private static final Pattern CONFIG_METHOD =
      Pattern.compile("^\\s+[\\w<>]+\\s+(\\w+)\\(\\);", Pattern.MULTILINE);

  private Deployment() {}

  static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The services of a compose file, each with its settings. */
  static Map<String, Map<String, Object>> services(String file) {
    return yaml(file).get("services");
  }

  /** A compose file. */
  static Map<String, Map<String, Map<String, Object>>> yaml(String file) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
  }

  static Map<String, Object> environment(Map<String, Object> service) {
    return section(service, "environment");
  }

  @SuppressWarnings("unchecked") // a section of a compose file is a map from names
  static Map<String, Object> section(Map<String, Object> service, String name) {
    return (Map<String, Object>) service.getOrDefault(name, Map.of());
  }

  /** The module that a service of the compose file is built from. */
  static String module(Map<String, Object> service) {
    return String.valueOf(section(section(service, "build"), "args").get("SERVICE"));
  }

  /** The variables that a text takes from its environment. */
  static Set<String> variables(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The settings of an environment file. */
  static Map<String, String> settings(String text) {
    var settings = new TreeMap<String, String>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("=", 2))
        .forEach(pair -> settings.put(pair[0], pair[1]));
    return settings;
  }

  /**
   * Whether a module's sources read a variable, by its name or as a method of its configuration.
   */
  static boolean reads(String module, String variable) {
    var sources = sources(module);
    if (sources.stream().anyMatch(source -> source.contains(variable))) {
      return true;
    }
    var words = List.of(variable.split("_"));
    return sources.stream()
        .filter(source -> source.contains("@ConfigMapping"))
        .flatMap(source -> CONFIG_METHOD.matcher(source).results())
        .map(method -> method.group(1))
        .anyMatch(method -> endsWith(words, method));
  }

  private static boolean endsWith(List<String> words, String method) {
    var end = method.replaceAll("([A-Z])", "_$1").toUpperCase(java.util.Locale.ROOT);
    return ("_" + String.join("_", words)).endsWith("_" + end);
  }

  private static List<String> sources(String module) {
    try (var files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
      return files
          .filter(file -> file.toString().matches(".*\\.(java|properties)"))
          .map(file -> text(ROOT.relativize(file).toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What our own images need from the environment, without what Quarkus itself reads. */
  static Stream<String> ownVariables(Map<String, Object> service) {
    return environment(service).keySet().stream()
        .filter(name -> !name.startsWith("QUARKUS_") && !name.startsWith("KAFKA_"));
  }
}
