package io.taskcall.oncall.sending;

import io.taskcall.oncall.OncallConfig;

/** The addresses of the front door. */
public final class Front {
  private Front() {}

  /** As people reach it. */
  public static String ofPeople(OncallConfig config) {
    return plain(config.publicUrl().toString());
  }

  /** As vendors reach it. */
  public static String ofVendors(OncallConfig config) {
    return plain(config.callbackUrl().orElse(config.publicUrl()).toString());
  }

  private static String plain(String url) {
    return url.replaceAll("/+$", "");
  }
}
