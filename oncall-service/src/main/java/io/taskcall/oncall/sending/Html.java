package io.taskcall.oncall.sending;

/** Text inside HTML. */
public final class Html {
  private Html() {}

  /** The text as it has to be written to be read as it is, in content and in quoted attributes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
