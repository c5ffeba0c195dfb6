package io.taskcall.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.Contracts.Variant;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Topic;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code docs/asyncapi.yaml} to the topics, the events and the headers that we really send.
 */
class AsyncApiTest {
  private static final JsonNode DOCUMENT = Schemas.yaml(Contracts.ASYNC_API);

  static Stream<Variant> variants() {
    return Contracts.variants();
  }

  @Test
  void every_topic_is_a_channel_and_every_channel_a_topic() {
    var addresses = DOCUMENT.get("channels").findValuesAsText("address");
    assertThat(addresses)
        .containsExactlyElementsOf(Arrays.stream(Topic.values()).map(Topic::wireName).toList());
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void channel_has_the_partitions_and_the_retention_of_its_topic(Topic topic) {
    var kafka = channel(topic).at("/bindings/kafka");
    var configuration = kafka.get("topicConfiguration");
    assertThat(kafka.get("topic").asText()).isEqualTo(topic.wireName());
    assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitions());
    var made = TopicSetup.newTopic(topic, (short) 1);
    assertThat(made.numPartitions()).isEqualTo(topic.partitions());
    assertThat(configuration.get("cleanup.policy").get(0).asText())
        .isEqualTo(made.configs().get("cleanup.policy"));
    assertThat(configuration.path("retention.ms").asText())
        .isEqualTo(made.configs().getOrDefault("retention.ms", ""));
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void channel_has_the_events_of_its_topic_and_no_other(Topic topic) {
    var family =
        Contracts.families().stream()
            .filter(known -> Contracts.topic(known) == topic)
            .findFirst()
            .orElseThrow();
    assertThat(names(channel(topic).get("messages")))
        .isEqualTo(Contracts.wireNames(family).keySet());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void message_of_an_event_points_to_its_schema(Variant variant) {
    var message = DOCUMENT.at("/components/messages").get(variant.type());
    assertThat(message.get("name").asText()).isEqualTo(variant.type());
    var file = Schemas.file(Contracts.topic(variant.family())).getFileName();
    assertThat(message.at("/payload/schema/$ref").asText())
        .isEqualTo("./schemas/" + file + "#/$defs/" + variant.type());
    assertThat(message.at("/headers/$ref").asText()).isEqualTo("#/components/schemas/Headers");
  }

  @Test
  void there_is_no_message_without_an_event() {
    assertThat(names(DOCUMENT.at("/components/messages")))
        .isEqualTo(variants().map(Variant::type).collect(Collectors.toSet()));
  }

  @Test
  void every_reference_inside_the_document_leads_somewhere() {
    for (var ref : DOCUMENT.findValuesAsText("$ref")) {
      if (ref.startsWith("#")) {
        assertThat(DOCUMENT.at(ref.substring(1)).isMissingNode()).as(ref).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void headers_that_we_send_are_those_described(Variant variant) {
    var headers = EventCodec.mapper().createObjectNode();
    EventRecords.headers(
            event(variant),
            "oncall-service",
            TraceParent.startingAt(Ids.derive("test", variant.type())))
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    var described = DOCUMENT.at("/components/schemas/Headers/schema");
    assertThat(Schemas.validator(described).validate(headers)).isEmpty();
    assertThat(names(described.get("properties"))).isEqualTo(names(headers));
  }

  private static JsonNode channel(Topic topic) {
    return DOCUMENT
        .get("channels")
        .valueStream()
        .filter(channel -> channel.get("address").asText().equals(topic.wireName()))
        .findFirst()
        .orElseThrow();
  }

  private static Event event(Variant variant) {
    return switch (EventCodec.read(variant.family(), Contracts.golden(variant))) {
      case Reading.Understood<? extends Event>(var event) -> event;
      case Reading.Refused<? extends Event>(var reason) -> throw new AssertionError(reason);
    };
  }

  private static Set<String> names(JsonNode object) {
    var names = new LinkedHashSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
