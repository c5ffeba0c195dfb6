package io.taskcall.sync.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.Priority;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Language STATUS = Words.USUAL.of(Field.STATUS, "");
  private static final Language PRIORITY = Words.USUAL.of(Field.PRIORITY, "");
  private static final Language TITLE = Words.USUAL.of(Field.TITLE, " [TaskCall #1-00000000]");

  @Test
  void each_state_agrees_with_what_it_means_here() {
    assertThat(STATUS.agree("OPEN", "active")).isTrue();
    assertThat(STATUS.agree("ACKNOWLEDGED", "active")).as("no word of its own").isTrue();
    assertThat(STATUS.agree("ACKNOWLEDGED", "stable")).isTrue();
    assertThat(STATUS.agree("OPEN", "stable")).isFalse();
    assertThat(STATUS.agree("RESOLVED", "completed")).isTrue();
    assertThat(STATUS.agree("RESOLVED", "active")).isFalse();
  }

  @Test
  void a_state_of_an_organizations_own_is_left_alone_until_ours_is_resolved() {
    assertThat(STATUS.agree("OPEN", "paused")).isTrue();
    assertThat(STATUS.agree("RESOLVED", "paused")).isFalse();
    assertThat(STATUS.ours("paused")).isEmpty();
  }

  @Test
  void no_priority_is_no_severity() {
    assertThat(PRIORITY.theirs("none")).isEqualTo("UNKNOWN");
    assertThat(PRIORITY.ours("UNKNOWN")).contains("none");
    assertThat(PRIORITY.agree("none", "SEV-9")).isTrue();
    assertThat(PRIORITY.agree("P1", "SEV-0")).isTrue();
    assertThat(PRIORITY.theirs("P1")).isEqualTo("SEV-1");
  }

  @Test
  void a_mark_is_no_part_of_the_title() {
    assertThat(TITLE.theirs("Slow")).isEqualTo("Slow [TaskCall #1-00000000]");
    assertThat(TITLE.agree("Slow", "Slow [TaskCall #1-00000000]")).isTrue();
    assertThat(TITLE.agree("Slow", "Slow")).as("somebody took the mark away").isTrue();
    assertThat(TITLE.ours("DNS [TaskCall #1-00000000] ")).contains("DNS");
    assertThat(TITLE.ours("  ")).isEmpty();
  }

  @Test
  void of_several_severities_the_usual_one_is_written_or_else_the_worst() {
    var table =
        Severities.of(
            Map.of(
                "SEV-1",
                Priority.P1,
                "SEV-2",
                Priority.P1,
                "SEV-4",
                Priority.P2,
                "SEV-5",
                Priority.P2));
    assertThat(table.severityOf(Priority.P1)).contains("SEV-1");
    assertThat(table.severityOf(Priority.P2)).contains("SEV-4");
    assertThat(table.severityOf(Priority.P3)).isEmpty();
    assertThat(Severities.of(Severities.USUAL.priorities())).isEqualTo(Severities.USUAL);
  }
}
