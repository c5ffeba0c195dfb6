package io.taskcall.oncall.domain.page;

/** Said inside the process once pages are committed, so that they are sent without delay. */
public record PagesWaiting() {}
