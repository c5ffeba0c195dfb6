package io.taskcall.auth.pages;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.taskcall.auth.domain.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A key as authenticator apps take it over.
 *
 * @param uri what an app on the same device opens
 * @param size how many squares the picture has each way
 * @param path the dark squares of a QR code of it, as an SVG path
 */
record KeyUri(String uri, int size, String path) {
  private static final int GROUP = 4;
  private static final int MARGIN = 4;

  static KeyUri of(String email, Secret secret) {
    var uri =
        "otpauth://totp/TaskCall:%s?secret=%s&issuer=TaskCall"
            .formatted(URLEncoder.encode(email, StandardCharsets.UTF_8), secret.reveal());
    var squares = squares(uri);
    var path = new StringBuilder();
    for (int y = 0; y < squares.getHeight(); y++) {
      for (int x = 0; x < squares.getWidth(); x++) {
        if (squares.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return new KeyUri(uri, squares.getWidth(), path.toString());
  }

  /** As people type it. */
  static String spaced(Secret secret) {
    return secret.reveal().replaceAll("(.{" + GROUP + "})(?=.)", "$1 ");
  }

  private static BitMatrix squares(String text) {
    try {
      return new QRCodeWriter()
          .encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, MARGIN));
    } catch (WriterException e) {
      throw new IllegalStateException("a key must fit a QR code", e);
    }
  }

  @Override
  public String toString() {
    return "(a key)";
  }
}
