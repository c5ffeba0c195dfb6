package io.taskcall.oncall.domain.page;

import io.taskcall.contracts.PageEvent.Channel;

/** Channels that wait for each other when one of them is slow; the other lanes go on. */
public enum Lane {
  MAIL,
  PHONE,
  CHAT,
  WEB;

  /** Which lane a channel is in. */
  public static Lane of(Channel channel) {
    return switch (channel) {
      case EMAIL -> MAIL;
      case SMS, VOICE -> PHONE;
      case SLACK, TEAMS -> CHAT;
      case PUSH, WEBHOOK -> WEB;
    };
  }
}
