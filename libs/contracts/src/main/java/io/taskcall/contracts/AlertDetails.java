package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says to a person.
 *
 * @param title the alert's name, without the source's status prefixes
 * @param text plain text, at most {@value #TEXT_MAX} characters
 * @param tags {@code key:value} or bare words, as the source has them, sorted
 * @param link where to look in the source
 * @param test somebody is only trying things out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertDetails(
    Origin origin,
    String title,
    @Nullable String text,
    @Nullable Priority priority,
    List<String> tags,
    @Nullable String host,
    @Nullable String link,
    @Nullable String image,
    boolean test) {
  /** The most characters of a title that are kept. */
  public static final int TITLE_MAX = 1024;

  /** The most characters of text that are kept; longer texts are cut there. */
  public static final int TEXT_MAX = 8192;

  public AlertDetails {
    tags = List.copyOf(tags);
  }
}
