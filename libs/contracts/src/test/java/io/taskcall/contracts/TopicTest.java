package io.taskcall.contracts;

import static io.taskcall.contracts.Topic.INTEGRATIONS;
import static io.taskcall.contracts.Topic.MEMBERS;
import static io.taskcall.contracts.Topic.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
  @Test
  void names_are_those_that_others_read() {
    assertThat(Arrays.stream(Topic.values()).map(Topic::wireName))
        .containsExactly(
            "taskcall.alerts.v1",
            "taskcall.alert-changes.v1",
            "taskcall.incidents.v1",
            "taskcall.pages.v1",
            "taskcall.datadog-changes.v1",
            "taskcall.services.v1",
            "taskcall.members.v1",
            "taskcall.integrations.v1",
            "taskcall.dead-letters.v1");
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void topics_that_hold_the_present_are_compacted_and_the_others_forget(Topic topic) {
    assertThat(topic.retention().isEmpty())
        .isEqualTo(List.of(SERVICES, MEMBERS, INTEGRATIONS).contains(topic));
  }

  /** Kafka Streams keeps an alert's state beside its partition, on both sides of dedup. */
  @Test
  void alerts_and_their_changes_are_split_alike() {
    assertThat(Topic.ALERT_CHANGES.partitions()).isEqualTo(Topic.ALERTS.partitions());
  }

  @Test
  void dead_letters_stay_long_enough_to_be_looked_at() {
    assertThat(Topic.DEAD_LETTERS.retention()).contains(Duration.ofDays(90));
  }
}
