package io.taskcall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.codec.TopicSetup;
import io.taskcall.contracts.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicSetupTest {
  private static final short ONE_REPLICA = 1;

  @Test
  void creating_topics_that_are_there_changes_nothing() throws Exception {
    var servers = Infra.kafka();
    var before = settings(servers);
    assertThat(TopicSetup.createMissing(servers, ONE_REPLICA)).isEmpty();
    assertThat(settings(servers)).isEqualTo(before);
  }

  @Test
  void only_what_is_missing_is_created() throws Exception {
    var servers = Infra.kafka();
    var missing = Topic.DEAD_LETTERS.wireName();
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.deleteTopics(List.of(missing)).all().get();
    }
    assertThat(TopicSetup.createMissing(servers, ONE_REPLICA)).containsExactly(missing);
  }

  @Test
  void topics_forget_or_compact_as_they_should() throws Exception {
    var settings = settings(Infra.kafka());
    for (var topic : Topic.values()) {
      var expected =
          topic
              .retention()
              .map(kept -> "delete " + kept.toMillis())
              .orElse("compact 604800000"); // Kafka's default, without effect where compacted
      assertThat(settings.get(topic.wireName())).isEqualTo(expected);
    }
  }

  private static Map<String, String> settings(String servers) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      var resources =
          Arrays.stream(Topic.values())
              .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.wireName()))
              .toList();
      var settings = new TreeMap<String, String>();
      admin
          .describeConfigs(resources)
          .all()
          .get()
          .forEach((resource, config) ->
              settings.put(
                  resource.name(),
                  config.get("cleanup.policy").value() + " " + config.get("retention.ms").value()));
      return settings;
    }
  }
}
