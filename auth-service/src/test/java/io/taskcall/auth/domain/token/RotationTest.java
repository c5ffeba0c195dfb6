package io.taskcall.auth.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final Instant DAY = Instant.parse("2026-11-24T00:00:00Z");
  private static final Rotation.Key OLD = new Rotation.Key("old", DAY);
  private static final Rotation.Key NEW = new Rotation.Key("new", DAY.plus(Duration.ofDays(1)));

  private final Rotation rotation = new Rotation(Duration.ofDays(1));

  @Test
  void first_key_signs_at_once() {
    assertThat(rotation.due(List.of(), DAY).makeFrom()).contains(DAY);
    assertThat(rotation.signing(List.of(OLD), DAY)).contains(OLD);
  }

  @Test
  void next_key_is_made_an_hour_before_it_signs_and_not_twice() {
    var early = NEW.signsFrom().minus(Duration.ofHours(1));
    assertThat(rotation.due(List.of(OLD), early.minusMillis(1)).isNothing()).isTrue();
    assertThat(rotation.due(List.of(OLD), early).makeFrom()).contains(NEW.signsFrom());
    assertThat(rotation.due(List.of(OLD, NEW), early).isNothing()).isTrue();
  }

  @Test
  void key_signs_until_the_next_ones_time_has_come() {
    var keys = List.of(NEW, OLD);
    assertThat(rotation.signing(keys, NEW.signsFrom().minusMillis(1))).contains(OLD);
    assertThat(rotation.signing(keys, NEW.signsFrom())).contains(NEW);
  }

  @Test
  void after_days_away_the_old_key_signs_on_until_a_new_one_was_published_for_an_hour() {
    var back = DAY.plus(Duration.ofDays(9));
    assertThat(rotation.signing(List.of(OLD), back)).contains(OLD);
    assertThat(rotation.due(List.of(OLD), back).makeFrom())
        .contains(back.plus(Duration.ofHours(1)));
    assertThat(rotation.due(List.of(OLD), back).forget()).isEmpty();
  }

  @Test
  void key_is_forgotten_when_all_that_it_has_signed_is_long_over() {
    var over = NEW.signsFrom().plus(Duration.ofMinutes(10));
    var keys = List.of(OLD, NEW);
    assertThat(rotation.due(keys, over).forget()).isEmpty();
    assertThat(rotation.due(keys, over.plusMillis(1)).forget()).containsExactly("old");
    assertThat(over).isAfter(NEW.signsFrom().plus(Rotation.TOKEN_LIFE));
  }

  @Test
  void replica_whose_clock_is_behind_signs_with_the_first_key_that_another_has_made() {
    var behind = DAY.minusMillis(3);
    assertThat(rotation.due(List.of(OLD), behind).isNothing()).isTrue();
    assertThat(rotation.signing(List.of(OLD), behind)).contains(OLD);
  }

  @Test
  void key_that_signs_for_less_than_two_hours_is_refused() {
    assertThatThrownBy(() -> new Rotation(Duration.ofHours(2).minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two hours");
  }
}
