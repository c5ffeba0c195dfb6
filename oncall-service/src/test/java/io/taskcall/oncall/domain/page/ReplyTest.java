package io.taskcall.oncall.domain.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.PageEvent.Answer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  @ParameterizedTest
  @CsvSource({
    "1, ACKNOWLEDGE",
    "' 2 ', RESOLVE",
    "3, ESCALATE",
    "Ack, ACKNOWLEDGE",
    "RESOLVE, RESOLVE",
    "esc, ESCALATE",
  })
  void digit_or_word_is_an_answer_to_the_last_page(String text, Answer answer) {
    assertThat(Reply.read(text)).contains(new Reply(answer, OptionalLong.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 12", "1 #12", "1#12", "ack 12", "ACK #12"})
  void number_behind_it_names_the_incident(String text) {
    assertThat(Reply.read(text)).contains(new Reply(Answer.ACKNOWLEDGE, OptionalLong.of(12)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "12", "1a", "hello", "please ack", "1 twelve"})
  void anything_else_is_no_answer(String text) {
    assertThat(Reply.read(text)).isEmpty();
  }

  @Test
  void key_without_a_meaning_is_no_answer() {
    assertThat(Reply.answer("9")).isEmpty();
    assertThat(Reply.answer("")).isEmpty();
  }
}
