package io.taskcall.ingest.domain.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Texts;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TitleTest {
  @Test
  void every_part_is_found() {
    assertThat(Title.of("[P1] [Re-Triggered on {host:b,env:a}] [TEST] Disk is full"))
        .isEqualTo(
            new Title(
                Priority.P1, "Re-Triggered", List.of("env:a", "host:b"), true, "Disk is full"));
  }

  @Test
  void only_the_name_is_sure_to_be_there() {
    assertThat(Title.of("Disk is full"))
        .isEqualTo(new Title(null, null, List.of(), false, "Disk is full"));
    assertThat(Title.of("[Warn] Disk"))
        .isEqualTo(new Title(null, "Warn", List.of(), false, "Disk"));
  }

  @Test
  void a_name_keeps_its_own_brackets() {
    assertThat(Title.of("[P3] [Triggered] [Synthetics] Always fails").name())
        .isEqualTo("[Synthetics] Always fails");
    assertThat(Title.of("[SEV-2] IR-338027: Checkout errors").name())
        .isEqualTo("[SEV-2] IR-338027: Checkout errors");
    assertThat(Title.of("[P9] odd").name()).isEqualTo("[P9] odd");
    assertThat(Title.of("[unclosed").name()).isEqualTo("[unclosed");
    assertThat(Title.of("[Triggered on {unclosed").name()).isEqualTo("[Triggered on {unclosed");
  }

  @Test
  void a_tag_may_hold_brackets() {
    assertThat(Title.of("[Triggered on {queue:a[1],host:b}] Slow").scope())
        .containsExactly("host:b", "queue:a[1]");
  }

  @Property
  void what_is_printed_reads_back(@ForAll("titles") Title title) {
    assertThat(Title.of(title.printed())).isEqualTo(title);
  }

  @Property
  void any_text_has_a_title(@ForAll String text) {
    assertThat(Title.of(text).name().length()).isLessThanOrEqualTo(text.length());
  }

  @Provide
  Arbitrary<Title> titles() {
    var priorities = Arbitraries.of(Priority.class).injectNull(0.3);
    var transitions = Arbitraries.of(Transition.class).map(Transition::word);
    var tag =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars(":/@_.-[]")
            .ofMinLength(1)
            .ofMaxLength(20);
    var scopes = tag.list().ofMaxSize(4).map(tags -> Texts.tags(String.join(",", tags)));
    var names =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars(" {}$%é")
            .ofMaxLength(40)
            .map(name -> ("x" + name).strip());
    return Combinators.combine(priorities, transitions, scopes, Arbitraries.of(true, false), names)
        .as(Title::new);
  }
}
