package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A list, or a part of one.
 *
 * @param next where to go on, as the {@code cursor} of the next request; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Listing<T>(List<T> items, @Nullable String next) {
  public Listing {
    items = List.copyOf(items);
  }

  /** A part of a list that is counted. */
  static <T> Listing<T> counted(List<T> items, OptionalLong next) {
    return new Listing<>(items, next.isPresent() ? Cursor.write(next.getAsLong()) : null);
  }

  static <T> Listing<T> whole(List<T> items) {
    return new Listing<>(items, null);
  }
}
