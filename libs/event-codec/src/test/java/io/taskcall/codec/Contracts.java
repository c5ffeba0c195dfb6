package io.taskcall.codec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the contracts consist of, read from their classes, and the files that go with them. */
final class Contracts {
  static final Path ROOT = Path.of(System.getProperty("taskcall.root"));
  static final Path GOLDEN = ROOT.resolve("libs/contracts/src/test/resources/golden");
  static final Path SCHEMAS = ROOT.resolve("docs/schemas");
  static final Path ASYNC_API = ROOT.resolve("docs/asyncapi.yaml");

  private Contracts() {}

  /** One kind of event: its name on the wire, its record, and the family that it is one of. */
  record Variant(String type, Class<?> record, Class<? extends Event> family) {
    @Override
    public String toString() {
      return type;
    }
  }

  /** The families of events, one per topic. */
  static List<Class<? extends Event>> families() {
    var families = new ArrayList<Class<? extends Event>>();
    for (var family : Event.class.getPermittedSubclasses()) {
      families.add(family.asSubclass(Event.class));
    }
    return families;
  }

  static Stream<Variant> variants() {
    return families().stream()
        .flatMap(family ->
            wireNames(family).entrySet().stream()
                .map(named -> new Variant(named.getKey(), named.getValue(), family)));
  }

  /** The topic of a family: the one that its events, as the golden files have them, go to. */
  static Topic topic(Class<? extends Event> family) {
    var variant = variants().filter(known -> known.family() == family).findFirst().orElseThrow();
    return switch (EventCodec.read(family, golden(variant))) {
      case Reading.Understood<? extends Event>(var event) -> event.topic();
      case Reading.Refused<? extends Event>(var reason) -> throw new AssertionError(reason);
    };
  }

  /** The records of a sealed type by their names on the wire. */
  static Map<String, Class<?>> wireNames(Class<?> sealed) {
    var names = new LinkedHashMap<String, Class<?>>();
    for (var type : sealed.getAnnotation(JsonSubTypes.class).value()) {
      names.put(type.name(), type.value());
    }
    return names;
  }

  static List<Path> files(Path directory) {
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> goldenFiles() {
    return files(GOLDEN);
  }

  static byte[] golden(Variant variant) {
    return bytes(GOLDEN.resolve(variant.type() + ".json"));
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
