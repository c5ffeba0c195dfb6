/** What a tool's payload means: from its words to ours, without knowing how either arrives. */
@NullMarked
package io.taskcall.ingest.domain;

import org.jspecify.annotations.NullMarked;
