package io.taskcall.auth.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param next where the next part begins; null if this is the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Page<T>(List<T> items, @Nullable String next) {
  static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null);
  }
}
