package io.taskcall.sandbox.domain.webhook;

import java.util.regex.Pattern;

/** Takes Datadog's markdown away, as {@code $TEXT_ONLY_MSG} does. */
final class Markdown {
  private static final Pattern FENCE = Pattern.compile("^%%%\\s*|\\s*%%%$");
  private static final Pattern FOOTER = Pattern.compile("(?s)\\s*- - -\\s*\\[\\[Monitor Status.*$");
  private static final Pattern GRAPH = Pattern.compile("\\[!\\[[^]]*]\\([^)]*\\)]\\([^)]*\\)\\s*");
  private static final Pattern EMPHASIS = Pattern.compile("\\*\\*|`+");

  private Markdown() {}

  static String strip(String markdown) {
    var bare = FENCE.matcher(markdown).replaceAll("");
    bare = FOOTER.matcher(bare).replaceAll("");
    bare = GRAPH.matcher(bare).replaceAll("");
    return EMPHASIS.matcher(bare).replaceAll("").strip();
  }
}
