package io.taskcall.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.codec.Contracts.Variant;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events as they were written once must read for ever. A file here is never changed or deleted; a
 * new shape of an event gets another file, {@code <type>.2.json}.
 */
class GoldenFilesTest {
  static Stream<Variant> variants() {
    return Contracts.variants();
  }

  static Stream<Class<? extends Event>> families() {
    return Contracts.families().stream();
  }

  static List<Path> files() {
    return Contracts.goldenFiles();
  }

  @ParameterizedTest
  @MethodSource("families")
  void every_event_of_a_family_has_a_name_on_the_wire(Class<?> family) {
    assertThat(Contracts.wireNames(family).values())
        .containsExactlyInAnyOrder(family.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void event_reads_from_its_file_and_writes_the_same_again(Variant variant) throws IOException {
    var golden = Contracts.golden(variant);
    var event = understood(variant.family(), golden);
    assertThat(event).isInstanceOf(variant.record());
    assertThat(tree(EventCodec.write(event))).isEqualTo(tree(golden));
    assertThat(EventRecords.typeOf(event)).isEqualTo(variant.type());
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_file_reads_as_the_type_that_it_is_named_for(Path file) throws IOException {
    var json = Contracts.bytes(file);
    var type = tree(json).get("type").asText();
    assertThat(file.getFileName().toString()).matches(type + "(\\.\\d+)?\\.json");
    var family = Contracts.variants().filter(variant -> variant.type().equals(type)).findFirst();
    assertThat(understood(family.orElseThrow().family(), json)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void fields_nobody_knows_yet_are_passed_over_at_any_depth(Variant variant) throws IOException {
    var golden = Contracts.golden(variant);
    var fromTheFuture = tree(golden);
    addUnknownFields(fromTheFuture);
    assertThat(tree(EventCodec.write(understood(variant.family(), bytes(fromTheFuture)))))
        .isEqualTo(tree(golden));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void event_that_lacks_what_readers_rely_on_is_refused(Variant variant) throws IOException {
    for (var component : variant.record().getRecordComponents()) {
      var without = (ObjectNode) tree(Contracts.golden(variant));
      without.remove(component.getName());
      var reading = EventCodec.read(variant.family(), bytes(without));
      var withNull = without.deepCopy().putNull(component.getName());
      var readingNull = EventCodec.read(variant.family(), bytes(withNull));
      var expected =
          Components.nullable(component) ? Reading.Understood.class : Reading.Refused.class;
      assertThat(reading).as("without %s", component.getName()).isInstanceOf(expected);
      assertThat(readingNull).as("%s: null", component.getName()).isInstanceOf(expected);
    }
  }

  @Test
  void every_origin_and_every_actor_is_in_some_file() throws IOException {
    var types = new HashSet<String>();
    for (var file : files()) {
      tree(Contracts.bytes(file)).findValues("type").forEach(type -> types.add(type.asText()));
    }
    assertThat(types)
        .containsAll(Contracts.wireNames(Origin.class).keySet())
        .containsAll(Contracts.wireNames(Actor.class).keySet());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void file_shows_everything_the_event_can_say(Variant variant) throws IOException {
    var shown = new HashSet<String>();
    for (var file : files()) {
      var tree = tree(Contracts.bytes(file));
      if (tree.get("type").asText().equals(variant.type())) {
        tree.fieldNames().forEachRemaining(shown::add);
      }
    }
    var components = new HashSet<>(Set.of("type"));
    Arrays.stream(variant.record().getRecordComponents())
        .forEach(component -> components.add(component.getName()));
    assertThat(shown).isEqualTo(components);
  }

  private static void addUnknownFields(JsonNode node) {
    node.forEach(GoldenFilesTest::addUnknownFields);
    if (node instanceof ObjectNode object && !node.has("content-type") && !node.has("ce_type")) {
      object.putArray("addedLater").addObject().put("type", "whatever");
    }
  }

  private static Event understood(Class<? extends Event> family, byte[] json) {
    return switch (EventCodec.read(family, json)) {
      case Reading.Understood<? extends Event>(var event) -> event;
      case Reading.Refused<? extends Event>(var reason) -> throw new AssertionError(reason);
    };
  }

  private static JsonNode tree(byte[] json) throws IOException {
    return EventCodec.mapper().readTree(json);
  }

  private static byte[] bytes(JsonNode tree) throws IOException {
    return EventCodec.mapper().writeValueAsBytes(tree);
  }
}
