package io.taskcall.rights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NeedsTest {
  static final class Silent {
    void act() {}
  }

  @Needs(toLook = Right.VIEW_STATUS, toChange = Right.RESPOND)
  static final class Said {
    void act() {}

    @Needs(toChange = Right.READ)
    void preview() {}
  }

  @Test
  void where_nothing_is_said_looking_needs_read_and_all_else_configure() throws Exception {
    assertThat(needed(Silent.class, "act", "GET")).isEqualTo(Right.READ);
    assertThat(needed(Silent.class, "act", "HEAD")).isEqualTo(Right.READ);
    assertThat(needed(Silent.class, "act", "POST")).isEqualTo(Right.CONFIGURE);
    assertThat(needed(Silent.class, "act", "PURGE")).isEqualTo(Right.CONFIGURE);
  }

  @Test
  void what_is_said_of_a_class_goes_for_its_methods() throws Exception {
    assertThat(needed(Said.class, "act", "GET")).isEqualTo(Right.VIEW_STATUS);
    assertThat(needed(Said.class, "act", "DELETE")).isEqualTo(Right.RESPOND);
  }

  @Test
  void what_a_method_says_goes_before_what_its_class_says() throws Exception {
    assertThat(needed(Said.class, "preview", "POST")).isEqualTo(Right.READ);
    assertThat(needed(Said.class, "preview", "GET")).isEqualTo(Right.READ);
  }

  private static Right needed(Class<?> resource, String method, String http) throws Exception {
    return Needs.Found.by(resource.getDeclaredMethod(method), http);
  }
}
