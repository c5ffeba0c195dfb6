/** Pages to browsers by Web Push: signed with our key, sealed with theirs. */
@NullMarked
package io.taskcall.oncall.push;

import org.jspecify.annotations.NullMarked;
