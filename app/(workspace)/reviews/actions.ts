'use server'

import { change } from '@/app/(workspace)/perform'
import { AddAreaEvent, addEvent } from '@/lib/usecases/review/add-area-event'
import { ApproveReview, approveReview } from '@/lib/usecases/review/approve-review'
import { CloseReview, closeReview } from '@/lib/usecases/review/close-review'
import { CommentReview, commentReview } from '@/lib/usecases/review/comment-review'
import { DraftReviews, draftReviews } from '@/lib/usecases/review/draft-reviews'
import { EditReview, editReview } from '@/lib/usecases/review/edit-review'
import { PublishReview, publishReview } from '@/lib/usecases/review/publish-review'
import { ReopenReview, reopenReview } from '@/lib/usecases/review/reopen-review'
import { ReturnReview, returnReview } from '@/lib/usecases/review/return-review'
import { SubmitReview, submitReview } from '@/lib/usecases/review/submit-review'

export async function draftReviewsAction(input: unknown) {
  return change(DraftReviews, input, draftReviews)
}

export async function editReviewAction(input: unknown) {
  return change(EditReview, input, editReview)
}

export async function submitReviewAction(input: unknown) {
  return change(SubmitReview, input, submitReview)
}

export async function returnReviewAction(input: unknown) {
  return change(ReturnReview, input, returnReview)
}

export async function approveReviewAction(input: unknown) {
  return change(ApproveReview, input, approveReview)
}

export async function publishReviewAction(input: unknown) {
  return change(PublishReview, input, publishReview)
}

export async function closeReviewAction(input: unknown) {
  return change(CloseReview, input, closeReview)
}

export async function reopenReviewAction(input: unknown) {
  return change(ReopenReview, input, reopenReview)
}

export async function commentReviewAction(input: unknown) {
  return change(CommentReview, input, commentReview)
}

export async function addEventAction(input: unknown) {
  return change(AddAreaEvent, input, addEvent)
}
